cimport cython

from pipeline.content.class_words cimport words_of

cdef frozenset NAMED_ATTRIBUTES, TELLING_ATTRIBUTES

@cython.locals(found=list, name=str)
cpdef tuple telling_attrs(object node, str css, str ident)

@cython.locals(words=list, name=str, value=str)
cpdef tuple element_words(str tag, tuple attrs)

@cython.locals(name=str, value=str)
cpdef bint is_hidden(tuple attrs) except -1
