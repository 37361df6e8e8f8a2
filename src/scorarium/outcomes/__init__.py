"""From a replicate that was lived to labelled measures with units, groups and intervals."""
