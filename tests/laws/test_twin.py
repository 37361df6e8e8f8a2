"""Engine and twin live every setting of the known answers bit for bit alike."""

import numpy as np
import pytest

from scorarium.engine.run import ticks
from scorarium.twin.run import run
from scorarium.validation.case import Setting
from scorarium.validation.catalogue import cases
from scorarium.validation.run import compiled_from

SETTINGS = {f"{case.family}/{case.setting.name}": case.setting for case in cases()}
PERSONS = 20


@pytest.mark.parametrize("setting", SETTINGS.values(), ids=SETTINGS.keys())
def test_engine_equals_twin(setting: Setting) -> None:
    few = Setting(setting.name, setting.write, setting.parameter, setting.value, PERSONS, setting.ticks, setting.days)
    compiled = compiled_from(few.write(few.value), few, seed=5)
    life = next(life for t, life in ticks(compiled, threads=1) if t == setting.ticks - 1)
    fast, slow = life.complete(), run(compiled).final_state()
    assert [name for name in fast._fields if not np.array_equal(getattr(fast, name), getattr(slow, name))] == []
