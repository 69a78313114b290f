"""Every page with every kind of person at the door: who gets in, and that the others get nothing."""

from __future__ import annotations

import re
from collections import Counter
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
import schemathesis
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.core.result import Ok
from schemathesis.generation import GenerationMode
from sqlalchemy import select, update

from careword.review import accounts, log
from careword.review.access import COOKIE
from careword.review.accounts import LONGEST
from careword.review.guard import HEADERS, MOST
from careword.review.hashing import hashed
from careword.review.pages import exports, note, people, person, queue, rules, samples, sign, trends
from careword.review.tables import Attempt, Link, Person, StoredFinding, StoredNote, Visit, now
from review_kit import BASE, PASSWORD, Browser, House, without_tokens

ROLES = ("practitioner", "supervisor", "auditor", "administrator")
EVERYBODY, NOBODY = set(ROLES), set[str]()
SUPERVISOR, NOTES, SAMPLES, ADMIN = (
    {"supervisor"},
    {"supervisor", "practitioner"},
    {"supervisor", "auditor"},
    {"administrator"},
)
# every route there is, and who gets something from it; the door itself is open
TABLE: dict[tuple[str, str], set[str]] = {
    ("GET", "/"): EVERYBODY,
    ("GET", "/password"): EVERYBODY,
    ("POST", "/password"): EVERYBODY,
    ("POST", "/sign-out"): EVERYBODY,
    ("GET", "/queue"): NOTES,
    ("GET", "/notes/{note_id}"): NOTES | {"auditor"},
    ("POST", "/findings/{finding_id}"): SUPERVISOR,
    ("GET", "/samples"): SAMPLES,
    ("POST", "/samples"): SUPERVISOR,
    ("GET", "/samples/{sample_id}"): SAMPLES,
    ("POST", "/samples/{sample_id}/notes/{note_id}"): SUPERVISOR,
    ("GET", "/samples/{sample_id}/sheet.{kind}"): SAMPLES,
    ("GET", "/trends"): SUPERVISOR,
    ("GET", "/rules"): SUPERVISOR,
    ("GET", "/rules/{rule}"): SUPERVISOR,
    ("GET", "/rules/{rule}/decisions.{kind}"): SUPERVISOR,
    ("GET", "/decisions.{kind}"): SUPERVISOR,
    ("GET", "/supervision"): SUPERVISOR,
    ("GET", "/supervision.{kind}"): SUPERVISOR,
    ("GET", "/people"): ADMIN,
    ("POST", "/people"): ADMIN,
    ("POST", "/people/{person_id}"): ADMIN,
    ("GET", "/people/{person_id}"): ADMIN,
    ("POST", "/people/{person_id}/details"): ADMIN,
    ("POST", "/people/{person_id}/hand-over"): ADMIN,
    ("GET", "/log"): ADMIN,
}
DOOR = {("GET", "/sign-in"), ("POST", "/sign-in"), ("GET", "/sign-in/{secret}")}
FORMS: dict[str, dict[str, object]] = {
    "/findings/{finding_id}": {"verdict": "kept", "seen": 0},
    "/samples": {"wanted": 1},
    "/samples/{sample_id}/notes/{note_id}": {"grade": "good"},
    "/people": {"name": "new", "role": "auditor"},
    "/people/{person_id}": {"what": "start"},
    "/people/{person_id}/details": {"role": "practitioner", "team": "North"},
    "/people/{person_id}/hand-over": {"to": "{other_id}"},
    "/password": {"new": PASSWORD},
}
ROUTES = [
    route
    for pages in (sign, queue, note, samples, trends, rules, exports, people, person)
    for route in pages.router.routes
]


@pytest.fixture
def staffed(full: House) -> House:
    """Give a store with somebody in each role, and one sample that holds every note."""
    full.person("pat", "practitioner")
    full.person("pip", "practitioner")
    with full.store.session() as db:
        pat = accounts.person(db, "pat")
        assert pat is not None
        db.execute(update(StoredNote).values(owner_id=pat.id))
        db.execute(update(StoredFinding).values(owner_id=pat.id))
    assert full.browser("sue", "supervisor").post("/samples", wanted=50)[0] == 303
    return full


def filled(path: str, house: House) -> str:
    with house.store.session(reads=True) as db:
        at = db.scalars(select(StoredFinding).order_by(StoredFinding.id)).first()
        who, other = accounts.person(db, "pat"), accounts.person(db, "pip")
    assert at is not None
    assert who is not None
    assert other is not None
    values = {
        "note_id": at.note_id, "finding_id": at.id, "sample_id": 1, "rule": at.rule, "person_id": who.id,
        "other_id": other.id, "kind": "docx" if path.startswith("/supervision") else "csv",
    }  # fmt: skip
    return path.format(**values)


def form_of(path: str, house: House) -> dict[str, object]:
    return {
        key: filled(value, house) if isinstance(value, str) else value for key, value in FORMS.get(path, {}).items()
    }


def test_every_route_is_in_the_table() -> None:
    routes = {(method, route.path) for route in ROUTES if isinstance(route, APIRoute) for method in route.methods or ()}
    assert routes == TABLE.keys() | DOOR


@pytest.mark.parametrize("role", ROLES)
def test_each_role_gets_its_own_pages_and_nothing_else(staffed: House, role: str) -> None:
    names = {"practitioner": "pat", "supervisor": "sue", "auditor": "ann", "administrator": "ada"}
    for (method, path), allowed in TABLE.items():
        browser = staffed.browser(names[role], role)
        address = filled(path, staffed)
        if method == "GET":
            answer = browser.client.get(address)
        else:
            form = {"form_token": browser.form_token, **form_of(path, staffed)}
            answer = browser.client.post(address, data=form)
        if role in allowed:
            assert answer.status_code in (200, 303), (path, answer.status_code)
        else:
            assert answer.status_code == 404, (path, answer.status_code)
            assert_nothing(answer.text)


def test_without_a_visit_there_is_only_the_door(staffed: House) -> None:
    client = staffed.app()
    for secret in (None, "forged", "a" * 43):
        client.cookies.clear()
        if secret:
            client.cookies.set(COOKIE, secret)
        for method, path in TABLE:
            address = filled(path, staffed)
            if method == "GET":
                answer = client.get(address)
                assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in"), path
            else:
                answer = client.post(address, data=form_of(path, staffed))
                assert answer.status_code == 401, path
            assert_nothing(answer.text)


def assert_nothing(text: str) -> None:
    text = without_tokens(text)
    for word in ("putting herself", "I consented to", "ella.txt", "tom.txt", "Ella", "Tom"):
        assert word not in text


def test_another_team_and_a_forged_id_get_nothing(staffed: House) -> None:
    other = staffed.browser("olu", "supervisor", team="South")
    auditor = staffed.browser("aud", "auditor", team="South")
    practitioner = staffed.browser("pip", "practitioner")
    for path in ("/notes/{note_id}", "/samples/{sample_id}", "/samples/{sample_id}/sheet.{kind}"):
        address = filled(path, staffed)
        for browser in (other, auditor, practitioner):
            answer = browser.client.get(address)
            assert answer.status_code == 404
            assert_nothing(answer.text)
    assert other.post(filled("/findings/{finding_id}", staffed), verdict="kept", seen=0)[0] == 404
    assert_nothing(other.get("/queue"))
    assert_nothing(practitioner.get("/queue"))
    for page in ("/decisions.csv", "/decisions.json", "/supervision", "/rules", "/trends"):
        assert_nothing(other.get(page))
    sue = staffed.browser("sue", "supervisor")
    for path in ("/notes/999999", "/samples/999999", "/samples/999999/sheet.pdf", "/rules/no-such-rule"):
        assert sue.status(path) == 404
    assert sue.post("/findings/999999", verdict="kept", seen=0)[0] == 404
    assert sue.post("/samples/1/notes/999999", grade="good")[0] == 404


def test_an_auditor_sees_the_notes_of_samples_only_and_changes_nothing(staffed: House) -> None:
    (staffed.folder / "later.txt").write_text("She is promiscuous.\n", encoding="utf-8")
    staffed.take()
    auditor = staffed.browser("ann", "auditor")
    with staffed.store.session(reads=True) as db:
        later = db.scalar(select(StoredNote.id).order_by(StoredNote.id.desc()).limit(1))
    assert auditor.status(f"/notes/{later}") == 404
    seen = auditor.get(filled("/notes/{note_id}", staffed))
    assert "promiscuous" in seen
    assert '<form action="/findings' not in seen


def test_the_administrator_sees_no_note_and_the_log_has_no_words(staffed: House) -> None:
    admin = staffed.browser("ada", "administrator")
    for page in ("/people", "/log"):
        text = admin.get(page)
        assert "promiscuous" not in text
        assert "ella.txt" not in text
    assert "drew sample 1" in admin.get("/log")


def test_a_form_of_another_site_or_visit_changes_nothing(staffed: House) -> None:
    sue = staffed.browser("sue", "supervisor")
    path = filled("/findings/{finding_id}", staffed)
    form = {"verdict": "kept", "seen": "0"}
    other = staffed.browser("sam", "supervisor")
    for token in ("", "x", other.form_token, "é"):
        assert sue.client.post(path, data={**form, "form_token": token}).status_code == 403
    foreign = {"origin": "https://elsewhere.example"}
    assert sue.client.post(path, data={**form, "form_token": sue.form_token}, headers=foreign).status_code == 403
    assert sue.client.post("/sign-in", data={"name": "sue", "password": "x"}, headers=foreign).status_code == 403
    own = {"origin": BASE}
    assert sue.client.post(path, data={**form, "form_token": sue.form_token}, headers=own).status_code == 303


def test_a_password_lets_in_and_too_many_wrong_ones_have_to_wait(staffed: House) -> None:
    with staffed.store.session() as db:
        sue = db.scalars(select(Person).where(Person.name == "sue")).one()
        sue.password = hashed(PASSWORD)
    client = staffed.app()
    right = {"name": " SUE ", "password": PASSWORD}
    answer = client.post("/sign-in", data=right)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    client = staffed.app()
    for _ in range(5):
        assert client.post("/sign-in", data={**right, "password": "wrong"}).status_code == 401
    waiting = client.post("/sign-in", data=right)
    assert (waiting.status_code, waiting.headers["retry-after"]) == (429, "900")
    with staffed.store.session() as db:
        db.execute(update(Attempt).values(at=accounts.ago(timedelta(minutes=16))))
    assert client.post("/sign-in", data=right).status_code == 303


def test_nobody_learns_who_is_here_from_a_wrong_password(staffed: House) -> None:
    client = staffed.app()
    answers = {client.post("/sign-in", data={"name": name, "password": "x"}).text for name in ("sue", "nobody")}
    assert len(answers) == 1


def test_a_link_works_once_and_not_for_ever(staffed: House) -> None:
    with staffed.store.session() as db:
        sue = db.scalars(select(Person).where(Person.name == "sue")).one()
        link, late = (accounts.make_link(db, sue, BASE) for _ in range(2))
    client = staffed.app()
    assert client.get(link).headers["location"] == "/"
    client.cookies.clear()
    assert client.get(link).status_code == 404
    with staffed.store.session() as db:
        db.execute(update(Link).values(expires_at=accounts.ago(timedelta(seconds=1))))
    assert client.get(late).status_code == 404


def test_a_visit_ends_when_it_is_left_alone_when_it_is_old_and_when_its_owner_leaves(staffed: House) -> None:
    def changed(**values: str) -> Browser:
        browser = staffed.browser("sue", "supervisor")
        with staffed.store.session() as db:
            db.execute(update(Visit).values(**values))
        return browser

    assert changed(seen_at=accounts.ago(timedelta(hours=3))).status("/queue") == 303
    assert changed(seen_at=now(), created_at=accounts.ago(LONGEST)).status("/queue") == 303
    browser = changed(seen_at=accounts.ago(timedelta(hours=1)))
    before = now()
    assert browser.status("/queue") == 200
    with staffed.store.session(reads=True) as db:
        last = db.scalars(select(Visit.seen_at).order_by(Visit.seen_at.desc())).first()
    assert last is not None
    assert last >= before
    assert browser.post("/sign-out")[0] == 303
    assert browser.status("/queue") == 303
    late = browser.client.post("/findings/1", data={"comment": "long thought about"})
    assert late.status_code == 401
    assert "not kept" in late.text


def test_somebody_who_was_stopped_is_out_at_once_and_in_again_with_a_new_link(staffed: House) -> None:
    admin, sue = staffed.browser("ada", "administrator"), staffed.browser("sue", "supervisor")
    assert sue.status("/queue") == 200
    assert admin.post(f"/people/{sue.viewer.id}", what="stop")[0] == 303
    assert sue.status("/queue") == 303
    assert admin.post(f"/people/{sue.viewer.id}", what="link")[0] == 404
    assert admin.post(f"/people/{sue.viewer.id}", what="start")[0] == 303
    status, page = admin.post(f"/people/{sue.viewer.id}", what="link")
    found = re.search(r"http://\S+/sign-in/[\w-]+", page)
    assert status == 200
    assert found
    assert staffed.app().get(found[0]).status_code == 303
    assert admin.post(f"/people/{admin.viewer.id}", what="stop")[0] == 404


def test_the_notes_of_somebody_who_leaves_go_to_another_practitioner(staffed: House) -> None:
    admin, pat, pip = (
        staffed.browser(name, role)
        for name, role in (("ada", "administrator"), ("pat", "practitioner"), ("pip", "practitioner"))
    )
    note = filled("/notes/{note_id}", staffed)
    page = admin.get(f"/people/{pat.viewer.id}")
    assert "Hand over" in page
    assert f'value="{pip.viewer.id}"' in page
    assert f'value="{pat.viewer.id}"' not in page
    assert "Hand over" not in admin.get(f"/people/{pip.viewer.id}")
    sue = staffed.browser("sue", "supervisor")
    for wrong in (0, sue.viewer.id, pat.viewer.id, 2**31 - 1):
        status, page = admin.post(f"/people/{pat.viewer.id}/hand-over", to=wrong)
        assert status == 422
        assert "Choose who the notes go to" in page
    assert pat.status(note) == 200
    assert admin.post(f"/people/{pat.viewer.id}/hand-over", to=pip.viewer.id)[0] == 303
    assert (pat.status(note), pip.status(note)) == (404, 200)
    assert "/notes/" not in pat.get("/queue?state=all")
    assert "/notes/" in pip.get("/queue?state=all")
    assert "handed over notes" in admin.get("/log")


def test_another_role_or_team_counts_from_the_next_page_on(staffed: House) -> None:
    admin, sue = staffed.browser("ada", "administrator"), staffed.browser("sue", "supervisor")
    details = f"/people/{sue.viewer.id}/details"
    assert sue.status(filled("/notes/{note_id}", staffed)) == 200
    assert admin.post(details, role="supervisor", team="South", shown="Sue Two")[0] == 303
    assert sue.status(filled("/notes/{note_id}", staffed)) == 404
    assert "Sue Two" in admin.get("/people")
    assert admin.post(details, role="auditor", team="")[0] == 303
    assert (sue.status("/queue"), sue.status("/samples")) == (404, 200)
    assert admin.post(f"/people/{admin.viewer.id}/details", role="auditor")[0] == 422
    assert admin.status("/people") == 200
    assert admin.post("/people/2147483647/details", role="auditor")[0] == 404
    assert admin.status("/people/2147483647") == 404


def test_a_new_password_ends_the_other_visits(staffed: House) -> None:
    here, there = staffed.browser("sue", "supervisor"), staffed.browser("sue", "supervisor")
    assert here.post("/password", new="short")[0] == 422
    assert here.post("/password", new=PASSWORD)[0] == 200
    assert here.status("/queue") == 200
    assert there.status("/queue") == 303
    assert here.post("/password", new=PASSWORD + "!", old="not it")[0] == 401
    assert here.post("/password", new=PASSWORD + "!", old=PASSWORD)[0] == 200


def test_headers_are_strict_on_every_answer(staffed: House) -> None:
    client = staffed.app(https=True)
    for path in ("/sign-in", "/queue", "/nowhere", "/static/review.css", "/static/../app.py"):
        answer = client.get(path)
        for name, value in HEADERS.items():
            assert answer.headers[name] == value
        assert "max-age" in answer.headers["strict-transport-security"]
    assert "unsafe" not in HEADERS["Content-Security-Policy"]
    assert client.get("/sign-in").headers["cache-control"] == "no-store"
    assert client.get("/sign-in", headers={"host": "evil.example"}).status_code == 400
    assert client.post("/sign-in", data={"name": "x" * (MOST + 1)}).status_code == 413


def test_no_page_carries_script_or_style_of_its_own(staffed: House) -> None:
    sue, admin = staffed.browser("sue", "supervisor"), staffed.browser("ada", "administrator")
    pages = [filled(path, staffed) for method, path in TABLE if method == "GET" and "kind" not in path]
    for path in pages:
        browser = admin if path.startswith(("/people", "/log")) else sue
        text = browser.client.get(path).text
        assert not re.search(r"<script(?![^>]*\ssrc=)|\sstyle=|\son\w+=|javascript:|https?://(?!127)", strip(text)), (
            path
        )


def strip(text: str) -> str:
    """Leave out the pages' own namespace for pictures and the sources that rules cite."""
    return re.sub(r"<li>.*?</li>|xmlns=\"[^\"]*\"", "", text, flags=re.DOTALL)


def test_everything_that_is_seen_or_done_is_in_the_log(staffed: House) -> None:
    sue = staffed.browser("sue", "supervisor")
    sue.get(filled("/notes/{note_id}", staffed))
    sue.post(filled("/findings/{finding_id}", staffed), verdict="kept", seen=0)
    sue.get("/samples/1/sheet.pdf?words=true")
    lines = staffed.browser("ada", "administrator").get("/log")
    for what in ("saw note", "decided decision 1", "took away sample 1", "signed in", "import"):
        assert what in lines
    with staffed.store.session(reads=True) as db:
        assert not log.verify(db).faults


@pytest.mark.parametrize("role", ["supervisor", "administrator"])
def test_nothing_that_is_sent_breaks_a_page(staffed: House, role: str) -> None:
    browser = staffed.browser("sue" if role == "supervisor" else "ada", role)
    app = staffed.application()
    described = get_openapi(title="review", version="1", routes=app.routes)
    app.add_api_route("/openapi.json", lambda: described, include_in_schema=False)
    schema = schemathesis.openapi.from_asgi("/openapi.json", app, headers={"host": "127.0.0.1"})
    cookies = {COOKIE: browser.client.cookies[COOKIE]}
    statuses = Counter[int]()

    def one(case: Any) -> None:  # noqa: ANN401 - schemathesis leaves it open
        if isinstance(case.body, dict):
            case.body["form_token"] = browser.form_token
        for name in [name for name in case.headers if name.lower() == "origin"]:
            del case.headers[name]  # a foreign one is refused before anything else is looked at
        answer = case.call(headers={"host": "127.0.0.1"}, cookies=cookies)
        statuses[answer.status_code] += 1
        assert answer.status_code < 500, (case.method, case.path)

    quick = settings(
        max_examples=8, deadline=None, database=None, derandomize=True, phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    for found in schema.get_all_operations():
        assert isinstance(found, Ok)
        operation = found.ok()
        if operation.path not in ("/sign-out", "/password"):  # they end this visit
            quick(given(case=operation.as_strategy())(one))()
            with suppress(Unsatisfiable):  # where nothing can be wrong
                quick(given(case=operation.as_strategy(generation_mode=GenerationMode.NEGATIVE))(one))()
    assert statuses[200] > 10
    assert statuses[422] > 10
