# Sourced by scripts that build: quiet_build.

# quiet_build LOG COMMAND... : runs COMMAND with its output in LOG. A terminal
# shows how far it is, on one line that is wiped at the end; a pipe sees
# nothing. When COMMAND fails, shows the end of LOG and returns its status.
quiet_build() {
  local log=$1 status=0
  shift
  if [[ -t 2 ]]; then
    "$@" 2>&1 </dev/null | tee "$log" | show_progress || status=$?
  else
    "$@" >"$log" 2>&1 </dev/null || status=$?
  fi
  ((status == 0)) || tail -n 40 "$log" >&2
  return $status
}

# Of lines like "[3/61] Building CXX object x", shows the last.
show_progress() {
  local line
  while IFS= read -r line; do
    [[ $line != \[* ]] || printf '\r\e[K  %s' "${line:0:76}" >&2
  done
  printf '\r\e[K' >&2
}
