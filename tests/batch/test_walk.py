import os

import pytest

from outscan.batch.walk import exists, jobs


def test_folders_are_walked_in_name_order_hidden_files_included(tmp_path):
    for name in ("乙.txt", "甲/丙.txt", ".藏", "a.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    found = [os.path.relpath(j.path, tmp_path) for j in jobs([str(tmp_path)])]
    assert sorted(found) == sorted([".藏", "a.txt", "乙.txt", "甲/丙.txt"])
    assert found == [os.path.relpath(j.path, tmp_path) for j in jobs([str(tmp_path)])]


@pytest.mark.skipif(os.name != "posix", reason="links and pipes are POSIX's")
def test_links_out_of_the_folder_loops_and_pipes_are_gaps_not_silence(tmp_path):
    outside = tmp_path / "外.txt"
    outside.write_text("x")
    folder = tmp_path / "夹"
    folder.mkdir()
    (folder / "内.txt").write_text("x")
    (folder / "出.txt").symlink_to(outside)
    (folder / "里.txt").symlink_to(folder / "内.txt")
    (folder / "环.txt").symlink_to(folder / "环.txt")
    (folder / "上").symlink_to(tmp_path)
    os.mkfifo(folder / "管.txt")
    gaps = {j.name: j.gap for j in jobs([str(folder)])}
    assert gaps["内.txt"] == gaps["里.txt"] == ""
    assert all(gaps[name] for name in ("出.txt", "环.txt", "上", "管.txt"))


def test_a_named_path_that_is_missing_is_a_job_with_a_gap(tmp_path):
    (job,) = jobs([str(tmp_path / "无.docx")])
    assert job.gap == "missing"
    assert not exists(str(tmp_path / "无.docx"))
