// The arenas of the test process's allocator: their limit and their number.

#ifndef ALLOCATOR_ARENAS_H
#define ALLOCATOR_ARENAS_H

// The number of arenas that the allocator makes at most.
#define ALLOCATOR_ARENAS 2

// The number of arenas now, or 0 where the allocator does not tell it.
int allocatorArenas(void);

#endif
