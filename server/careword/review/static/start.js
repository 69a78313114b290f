// Components of the design system, and the keys of the review. Every page works without this file.
import { initAll } from "./vendor/govuk-frontend.min.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();

const KEPT = "careword-keys";
const toggle = document.querySelector("[data-keys-toggle]");
const keysOn = () => {
  try {
    return localStorage.getItem(KEPT) !== "off";
  } catch {
    return true;
  }
};

const tell = () => {
  if (!toggle) return;
  toggle.hidden = false;
  toggle.setAttribute("aria-pressed", String(keysOn()));
  toggle.textContent = keysOn() ? "Turn keyboard shortcuts off" : "Turn keyboard shortcuts on";
};

toggle?.addEventListener("click", () => {
  try {
    localStorage.setItem(KEPT, keysOn() ? "off" : "on");
  } catch {
    /* a browser that keeps nothing keeps the keys on */
  }
  tell();
});
tell();

const follow = (selector) => document.querySelector(selector)?.click();
const rows = () => [...document.querySelectorAll("[data-row]")];

function step(by) {
  const all = rows();
  if (!all.length) return follow(by > 0 ? "[rel=next]" : "[rel=prev]");
  const at = all.indexOf(document.activeElement);
  all[Math.min(all.length - 1, Math.max(0, at + by))].focus();
}

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  n: () => follow("[rel=next]"),
  p: () => follow("[rel=prev]"),
  c: () => document.querySelector("#comment")?.focus(),
  q: () => follow("[data-queue]"),
  "?": () => document.querySelector("[data-keys] summary")?.click(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || !keysOn()) return;
  const typing = event.target.closest("textarea, select, input:not([type=radio])");
  if (typing) return;
  const radio = /^[1-4]$/.test(event.key) && document.querySelectorAll("[data-decision] input[type=radio]")[event.key - 1];
  if (radio) {
    radio.checked = true;
    radio.focus();
  } else if (event.key === "Enter" && event.target.type === "radio") {
    event.target.form.requestSubmit();
  } else if (KEYS[event.key]) {
    KEYS[event.key]();
  } else {
    return;
  }
  event.preventDefault();
});

// After a decision the panel is exchanged; say so, and go on from there.
document.addEventListener("htmx:after:swap", () => document.querySelector("#decision [data-focus]")?.focus());
document.querySelector("[data-print]")?.addEventListener("click", () => window.print());
document.querySelectorAll("[data-print]").forEach((button) => {
  button.hidden = false;
});
document.querySelector(".cw-found--chosen")?.scrollIntoView({ block: "center" });
