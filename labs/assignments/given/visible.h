// Comes before every explored program: the explorer has to see what it does.
#pragma GCC poison no_sanitize __no_sanitize__
#pragma GCC poison no_sanitize_thread __no_sanitize_thread__
