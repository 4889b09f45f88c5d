"""The stored ledger: lines are brought into entries as they come (`placing`), and found by SQL (`searching`)."""
