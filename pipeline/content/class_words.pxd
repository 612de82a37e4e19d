cimport cython

cdef dict _known

@cython.locals(names=list, found=set, name=str)
cpdef tuple words_of(str kind, str value)

@cython.locals(key=str, known=tuple, words=set, numbers=list)
cpdef tuple words_of_name(str kind, str name)

@cython.locals(words=list, folded=str, size=Py_ssize_t, at=Py_ssize_t, start=Py_ssize_t, upper=Py_ssize_t)
cdef list _split_ascii(str name)
