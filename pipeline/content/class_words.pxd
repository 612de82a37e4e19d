cimport cython

@cython.locals(words=set)
cpdef list words_of_name(str kind, str name)

@cython.locals(words=list, folded=str, size=Py_ssize_t, at=Py_ssize_t, start=Py_ssize_t, upper=Py_ssize_t)
cdef list _split_ascii(str name)
