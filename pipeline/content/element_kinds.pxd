cimport cython

from pipeline.content.markup_words cimport element_words, is_hidden, telling_attrs

cdef dict _known

@cython.locals(
    tags=list, nodes=list, classes=list, ids=list, number=dict, met=dict, i=Py_ssize_t, e=Py_ssize_t, key=tuple, given=Py_ssize_t, found=tuple,
    words=tuple, css=str, ident=str, is_hiding=cython.bint,
)
cpdef list name_kinds(object page, list elements, int[::1] kind_of, unsigned char[::1] hides)

@cython.locals(known=tuple, attrs=tuple)
cdef tuple _read(tuple key)
