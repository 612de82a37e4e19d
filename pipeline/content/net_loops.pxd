cimport cython
from libc cimport math

@cython.locals(b=Py_ssize_t, c=Py_ssize_t, value=cython.float)
cpdef object standardise(const float[:, ::1] values, const float[::1] mean, const float[::1] deviation, float clip, float[:, :] out)

@cython.locals(i=Py_ssize_t, c=Py_ssize_t, row=Py_ssize_t, words=tuple)
cpdef object sum_words(list lists, dict row_of, const float[:, ::1] rows, float[:, ::1] out)

@cython.locals(depth=Py_ssize_t, width=Py_ssize_t, b=Py_ssize_t, c=Py_ssize_t, level=Py_ssize_t, kind=Py_ssize_t, same=cython.bint)
cpdef object add_levels(const float[:, ::1] kinds, const float[:, ::1] levels, const long long[:, ::1] chain, float[:, :] out)

@cython.locals(
    nets=Py_ssize_t, width=Py_ssize_t, size=cython.float, b=Py_ssize_t, k=Py_ssize_t, c=Py_ssize_t, start=Py_ssize_t,
    mean=cython.float, variance=cython.float, scale=cython.float,
)
cpdef object normalise(const float[:, ::1] hidden, const float[:, ::1] weight, const float[:, ::1] bias, double epsilon, float[:, ::1] out)

@cython.locals(
    s0=cython.float, s1=cython.float, s2=cython.float, s3=cython.float, s4=cython.float, s5=cython.float, s6=cython.float,
    s7=cython.float, end=Py_ssize_t, c=Py_ssize_t,
)
cdef float _sum_lanes(const float[:, ::1] values, Py_ssize_t b, Py_ssize_t start, Py_ssize_t width) noexcept

@cython.locals(
    s0=cython.float, s1=cython.float, s2=cython.float, s3=cython.float, s4=cython.float, s5=cython.float, s6=cython.float,
    s7=cython.float, end=Py_ssize_t, c=Py_ssize_t,
)
cdef float _sum_squares(const float[:, ::1] values, Py_ssize_t b, Py_ssize_t start, Py_ssize_t width) noexcept

@cython.locals(width=Py_ssize_t, none=cython.float, b=Py_ssize_t, c=Py_ssize_t, value=cython.float)
cpdef object add_taps(const float[:, ::1] product, const float[::1] bias, Py_ssize_t dilation, Py_ssize_t start, float[:, ::1] hidden)

@cython.locals(b=Py_ssize_t, c=Py_ssize_t)
cpdef object sum_rows(const float[:, ::1] hidden, double[:, ::1] sums)

@cython.locals(
    firsts="long long[::1]", lasts="long long[::1]", bounds=list, count=Py_ssize_t, level=Py_ssize_t, b=Py_ssize_t,
)
cpdef list find_ranges(const long long[:, ::1] first, const long long[:, ::1] last, tuple out, long long[:, ::1] which)

@cython.locals(r=Py_ssize_t, c=Py_ssize_t, start=Py_ssize_t, end=Py_ssize_t, size=cython.double)
cpdef object mean_ranges(const double[:, ::1] sums, const long long[::1] first, const long long[::1] last, float[:, ::1] out)

@cython.locals(levels=Py_ssize_t, none=cython.float, b=Py_ssize_t, c=Py_ssize_t, level=Py_ssize_t, r=Py_ssize_t, same=cython.bint)
cpdef object add_pooled(const float[:, ::1] passed, const long long[:, ::1] which, const float[::1] base, float[::1] row, float[:, ::1] hidden)
