"""Every refusal is described where its type points to: on the page of problems, with cause and remedy."""

import ast
import re

import pytest

from deploy.documents.problems import Described, described, markdown, refusals, web_page
from deploy.documents.remedies import REMEDIES
from shared.problem_handlers import problem_type
from shared.problems import PROBLEMS_PAGE
from tests.conftest import ROOT

DESCRIBED = described()


def test_every_code_has_a_remedy_and_every_remedy_a_code() -> None:
    assert {each.code for each in refusals()} == REMEDIES.keys()


def test_codes_written_anywhere_in_the_code_are_among_them() -> None:
    # Classes that no module of a package defines, such as ones made while a request is answered, would escape the list.
    written = set()
    for folder in ("shared", "gateway", "services"):
        for path in ROOT.glob(f"{folder}/**/*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.ClassDef):
                    own = {
                        str(line.targets[0].id): line.value
                        for line in node.body
                        if isinstance(line, ast.Assign) and isinstance(line.targets[0], ast.Name)
                    }
                    code = own.get("code")
                    if "title" in own and isinstance(code, ast.Constant):
                        written.add(code.value)
    assert len(written) > 80
    assert written - REMEDIES.keys() == set()


@pytest.mark.parametrize("one", DESCRIBED, ids=lambda one: one.code)
def test_a_code_is_told_whole_and_stands_where_its_type_points(one: Described) -> None:
    assert one.cause.endswith(".")
    assert one.remedy.endswith(".")
    assert len(one.cause) > 15
    assert all(400 <= status < 600 for status in one.statuses)
    page, place = problem_type(one.code).split("#")
    assert page == PROBLEMS_PAGE
    assert web_page().count(f'<section id="{place}">') == 1
    assert len(re.findall(rf"^\| `{one.code}` \|", markdown(), re.MULTILINE)) == 1
