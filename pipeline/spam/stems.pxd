cimport cython

cdef unsigned int TABLE_MASK, PAIR, TRIPLE
cdef Py_ssize_t HEAD

cdef unsigned int _hash(unsigned int first, unsigned int second, unsigned int third)

cdef class StemSets:
    cdef dict heads
    cdef unsigned char[::1] table

    @cython.locals(first="unsigned int", second="unsigned int", code="unsigned int", k=Py_ssize_t, char=Py_UCS4, found=long)
    cpdef long find(self, str text) except? -1

    @cython.locals(found=long, stem=str, bits=long)
    cdef long _match(self, str text, Py_ssize_t at, Py_ssize_t length) except? -1
