cimport cython

cdef int _BLANK
cdef unsigned long long _ONES

@cython.locals(
    text="const unsigned char[::1]", names="const unsigned char[::1]", starts="int[::1]", table="int[::1]",
    counts="int[::1]", last=Py_ssize_t, words=Py_ssize_t, begin=Py_ssize_t, i=Py_ssize_t, k=Py_ssize_t, at=Py_ssize_t,
    slot=Py_ssize_t, number=Py_ssize_t, byte="unsigned char", mark="unsigned long long",
)
cpdef Py_ssize_t count_known(bytes data, bytes known, object begins, object slots, object tally) except -1
