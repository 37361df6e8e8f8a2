"""A scheme read aloud: plain sentences that say what its file says, and what it leaves unsaid."""
