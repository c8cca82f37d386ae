# Interactive shell of a recorded session. It tells the recorder of each command: start (PS0) and end (PROMPT_COMMAND),
# with bash's own clock, in $PLAYHEAD_COMMANDS. At the same instants it prints the invisible OSC 133 marks C and D, by
# which the terminal recording's clock is measured against the shell's.
PS1='\[\e[1;32m\]dev@desk\[\e[0m\]:\[\e[1;34m\]\w\[\e[0m\]\$ '
HISTFILE=
HISTCONTROL=
HISTTIMEFORMAT=
export GIT_PAGER=cat PAGER=cat

__command_starts() {
  local line
  line=$(history 1)
  line=${line#"${line%%[! ]*}"}
  line=${line#"${line%%[! 0-9]*}"}
  printf 'start\t%s\t%s\t%s\n' "$EPOCHREALTIME" "$PWD" "${line//$'\n'/; }" >> "$PLAYHEAD_COMMANDS"
  printf '\e]133;C\a'
}

__command_ended() {
  local code=$?
  printf 'end\t%s\t%s\n' "$EPOCHREALTIME" "$code" >> "$PLAYHEAD_COMMANDS"
  printf '\e]133;D;%s\a' "$code"
}

PS0='$(__command_starts)'
PROMPT_COMMAND=__command_ended
