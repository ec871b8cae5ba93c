// The page of signing in, where signing out ends: the kept pages of the door go. Marks that were not sent stay (numbers
// and times, no names): they go out after the next sign-in.
globalThis.caches?.delete("door").catch(() => {})
