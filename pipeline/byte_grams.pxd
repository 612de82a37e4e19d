cimport cython

cdef int _STRIPS

@cython.locals(size=Py_ssize_t, distinct=Py_ssize_t)
cpdef tuple count_grams(bytes data, object moves, object rows, object features, Py_ssize_t warm_up)

@cython.locals(size=Py_ssize_t, step=Py_ssize_t, strip=Py_ssize_t, place=Py_ssize_t, current="long long[::1]")
cdef int _walk(
    const unsigned char[::1] text, const unsigned int[::1] moves, const long long[::1] rows, int[::1] states,
    Py_ssize_t warm_up
) except -1

@cython.locals(last=Py_ssize_t, distinct=Py_ssize_t, i=Py_ssize_t, feature="long long", slot=Py_ssize_t)
cdef Py_ssize_t _count(
    const int[::1] states, const int[::1] features, int[::1] slots, int[::1] found, int[::1] tally
) except -1
