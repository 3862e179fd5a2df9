"""Outside services: how codes are delivered, how a second factor is kept, who else vouches for an identity."""
