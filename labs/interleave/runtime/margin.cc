// Memory of nobody between the program's data and the runtime's: who writes a
// little past the last variable does not change ours. It has no name, so that
// such an access is not shown as one to a variable.
asm(R"(
.bss
.balign 64
.skip 1024
.data
.balign 64
.skip 1024
.text
)");
