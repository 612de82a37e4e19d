cimport cython

@cython.locals(
    counts="int[:, ::1]", runs="int[::1]", edges="unsigned char[:, ::1]", asks="unsigned char[::1]",
    b=Py_ssize_t, i=Py_ssize_t, text=str, words=cython.int, inside=cython.bint, code=Py_ssize_t, kind=Py_ssize_t,
    blank=Py_ssize_t, feed=Py_ssize_t, symbol=Py_ssize_t, unspaced=Py_ssize_t, plane=Py_ssize_t,
    han=Py_ssize_t, han_end=Py_ssize_t, question=Py_ssize_t, wide=Py_ssize_t, arabic=Py_ssize_t,
)
cpdef object count_chars(list texts, const unsigned char[::1] table, tuple out)

@cython.locals(
    end=Py_ssize_t, code=Py_ssize_t, han=Py_ssize_t, han_end=Py_ssize_t, quote=Py_ssize_t, blank=Py_ssize_t, _=cython.int,
)
cdef Py_ssize_t _class_at_edge(str text, const unsigned char[::1] table, Py_ssize_t at, Py_ssize_t step)
