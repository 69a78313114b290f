"""The names that a rule's `structure` key may ask for: for those who check rule files, without the detectors."""

from __future__ import annotations

# what finds its places by itself
SEEKING = ("quotation", "scare", "empty-box")
# what is asked about words that were found: whether the structure round them is there
CHECKING = (
    "about-child",
    "agentless",
    "child-condition",
    "empty-box",
    "health-only",
    "told",
    "without-child",
    "without-impact",
)
STRUCTURES = tuple(dict.fromkeys((*SEEKING, *CHECKING)))
