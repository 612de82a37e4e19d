cimport cython

from pipeline.tree.attributes cimport labels_of

cdef Py_ssize_t MAX_STEPS, MAX_WORD_CHARS


cdef class Paths:
    cdef list tag, nodes, classes, ids, known, steps
    cdef int[::1] parent

    @cython.locals(path=str)
    cpdef str of(self, int e)

    @cython.locals(steps=list, step=str)
    cdef str _path(self, int e)

    @cython.locals(tag=str, css=str, name=str, first=str, value=str, word=str)
    cdef str _step(self, int e)


@cython.locals(start=Py_ssize_t, stop=Py_ssize_t, n=Py_ssize_t)
cdef str _first_word(str text)
