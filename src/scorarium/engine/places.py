"""Scarce places of services, shared out among the demands of all shards."""

import numpy as np

from scorarium.engine.shards import Shard
from scorarium.engine.tables import Plan
from scorarium.kernels.codes import N_DEMANDS
from scorarium.kernels.passes import push_back, push_back_by_rank
from scorarium.kernels.views import Handle

DEMANDS = ("demand_service", "demand_person", "demand_lot", "demand_said")


def share_out(plan: Plan, tables: Handle, state: Handle, shards: list[Shard], t: int) -> None:
    """Scarce places by district: the favoured first, then by lot; writes who is pushed back into the shards."""
    kept = [{name: shard.handle.arrays[name][..., : shard.at[N_DEMANDS]] for name in DEMANDS} for shard in shards]
    service, person, lot, said = (np.concatenate([part[name] for part in kept], axis=-1) for name in DEMANDS)
    back = np.zeros_like(said)
    ranks = [shard.handle.arrays["demand_rank"][..., : shard.at[N_DEMANDS]] for shard in shards]
    rank = np.concatenate(ranks, axis=-1)
    for v in np.flatnonzero(plan.services.places >= 0):
        rows = np.flatnonzero(service == v)
        district = plan.people.district[person[rows]].astype(np.int32)
        for w in range(plan.sizes.worlds):
            out = np.zeros(len(rows), np.uint8)
            if plan.efforts.of_door[w * plan.sizes.services + v] >= 0:
                push_back_by_rank(tables, state, t, int(v), district, said[w, rows], rank[w, rows], lot[rows], out)
            else:
                push_back(tables, state, t, int(v), district, said[w, rows], lot[rows], out)
            back[w, rows] = out
    end = 0
    for shard in shards:
        begin, end = end, end + int(shard.at[N_DEMANDS])
        shard.handle.arrays["demand_back"][:, : end - begin] = back[:, begin:end]
