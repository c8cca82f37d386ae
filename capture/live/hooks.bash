# Read by the bash of `playhead capture shell`, after the user's own settings. It tells of each command: start (PS0) and end
# (PROMPT_COMMAND), with bash's own clock, in $PLAYHEAD_COMMANDS, and prints the invisible marks OSC 133 C and D with the same
# times, by which its output is found in the recording. Nothing is told while the capture is paused or after it has ended.
[ -r ~/.bashrc ] && . ~/.bashrc
# Every command comes into the list from which it is told, also one that begins with a blank.
HISTCONTROL= HISTIGNORE=

__playhead_records() { [ ! -e "$PLAYHEAD_PAUSED" ] && [ ! -e "$PLAYHEAD_ENDED" ]; }

__playhead_command_starts() {
  __playhead_records || return 0
  local now=${EPOCHREALTIME//[!0-9]/} line
  line=$(HISTTIMEFORMAT='' history 1)
  line=${line#"${line%%[! ]*}"}
  line=${line#"${line%%[! 0-9*]*}"}
  line=${line//\\/\\\\}
  line=${line//$'\n'/\\n}
  printf 'start\t%s\t%s\t%s\n' "$now" "${PWD//[$'\t\n']/ }" "${line//$'\t'/\\t}" >> "$PLAYHEAD_COMMANDS"
  printf '\e]133;C;playhead=%s\a' "$now"
}

__playhead_command_ended() {
  local code=$? now=${EPOCHREALTIME//[!0-9]/}
  if __playhead_records; then
    printf 'end\t%s\t%s\n' "$now" "$code" >> "$PLAYHEAD_COMMANDS"
    printf '\e]133;D;%s;playhead=%s\a' "$code" "$now"
  fi
  return "$code"
}

PS0='$(__playhead_command_starts)'"$PS0"
PROMPT_COMMAND="__playhead_command_ended${PROMPT_COMMAND:+; $PROMPT_COMMAND}"
