cimport cython


@cython.locals(start=Py_ssize_t, stop=Py_ssize_t, i=Py_ssize_t, c=Py_UCS4, before=bint)
cpdef str fold_blanks(str text)
