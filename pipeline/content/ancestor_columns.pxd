cimport cython
from libc cimport math

cdef double LONG_WORDS, MIN_WORDS, MAX_LINK_SHARE

@cython.locals(b=Py_ssize_t)
cpdef object sum_blocks(
    const float[::1] words, const double[::1] link_share, const int[::1] stops, const unsigned char[::1] is_p, double[:, ::1] sums
)

@cython.locals(
    owner="int[::1]", parent="int[::1]", b=Py_ssize_t, e=Py_ssize_t, earned=cython.double, above=Py_ssize_t, best=Py_ssize_t,
)
cpdef Py_ssize_t earn_points(const float[::1] words, const double[::1] link_share, tuple elements, double[:, ::1] points) except -1

@cython.locals(
    first="int[::1]", last="int[::1]", same="int[::1]", points="double[::1]", most=cython.double, all_words=cython.double,
    i=Py_ssize_t, e=Py_ssize_t, start=Py_ssize_t, end=Py_ssize_t, words=cython.double, total=cython.double, blocks=cython.double,
)
cpdef object measure_subtrees(const int[::1] elements, tuple spans, const double[:, ::1] sums, tuple marks, float[:, ::1] out)

@cython.locals(width=Py_ssize_t, which=Py_ssize_t, level=Py_ssize_t, start=Py_ssize_t, b=Py_ssize_t, row=Py_ssize_t, c=Py_ssize_t)
cpdef object spread_columns(const float[:, ::1] rows, const int[:, ::1] chain, tuple levels, const int[::1] number, float[:, :] out)
