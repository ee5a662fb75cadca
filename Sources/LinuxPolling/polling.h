// Waiting for many descriptors at once, as Linux offers it; empty elsewhere.
#if defined(__linux__)
#include <sys/epoll.h>
#endif
