cimport cython

cdef frozenset TELLING_TAGS, CONTAINER_TAGS
cdef int MAX_LEVELS


cdef class Places:
    cdef list tag
    cdef int[::1] parent

    cpdef int nearest(self, int e, object wanted) except -2

    @cython.locals(count=int)
    cpdef int count_around(self, int e, object wanted) except -1


@cython.locals(kinds=list, b=Py_ssize_t)
cpdef list kinds_of(list tag, int[::1] parent, int[::1] owner)

@cython.locals(e=int, above=int, name=str)
cdef str _kind_of(list tag, int[::1] parent, int owner)

@cython.locals(n=Py_ssize_t, e=Py_ssize_t, b=Py_ssize_t, around="int[::1]", found=list)
cpdef list containers_of(list tag, int[::1] parent, int[::1] owner)
