cimport cython
from libc cimport math

@cython.locals(
    count="int[::1]", before="unsigned char[::1]", blocks=Py_ssize_t, b=Py_ssize_t, total=cython.double,
    words_to_headline=cython.double, running=cython.double, away=cython.double,
)
cpdef object fill_position_columns(const float[::1] words, const int[::1] depths, tuple repeats, Py_ssize_t headline, float[:, :] out)

@cython.locals(
    depth="int[::1]", first="int[::1]", last="int[::1]", stack="int[::1]", covered="int[::1]", nearest="int[::1]",
    groups=Py_ssize_t, e=Py_ssize_t, height=Py_ssize_t, b=Py_ssize_t, g=Py_ssize_t,
)
cpdef object fill_container_columns(tuple elements, const int[::1] group, const int[::1] depths, tuple scratch, float[:, :] out)

@cython.locals(
    first="int[::1]", last="int[::1]", covered=Py_ssize_t, i=Py_ssize_t, e=Py_ssize_t, b=Py_ssize_t,
)
cpdef object fill_hidden_column(list elements, tuple spans, const unsigned char[::1] hides, float[:] out)
