cimport cython

cdef Py_ssize_t LONGEST_WORD
cdef dict KIND_OF_WORD
cdef frozenset CONTACT_STARTS, SHARE_STARTS

@cython.locals(head=str, folded=str, at=Py_ssize_t, kind=Py_ssize_t)
cpdef Py_ssize_t link_kind(str address) except -2

cdef Py_ssize_t _site_at(str folded) except -2

@cython.locals(size=Py_ssize_t, slash=Py_ssize_t, start=Py_ssize_t, limit=Py_ssize_t, end=Py_ssize_t, kind=Py_ssize_t)
cdef Py_ssize_t _kind_of_path(str folded) except -2
