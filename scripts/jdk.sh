# Finds a JDK 25 or newer. Sourced by ./pitr-guard, infra/app and .ci/run.
# shellcheck shell=bash

# Returns whether a folder holds one.
is_jdk() {
  [[ -x $1/bin/java && -x $1/bin/javac && -r $1/release ]] || return 1
  local release
  release=$(<"$1/release")
  [[ $release =~ JAVA_VERSION=\"([0-9]+) ]] && ((BASH_REMATCH[1] >= 25))
}

# Sets jdk to the first one: JAVA_HOME, PATH, then the usual folders. Ends the script if there is none.
find_jdk() {
  local on_path folder
  if [[ -n ${JAVA_HOME:-} ]] && is_jdk "$JAVA_HOME"; then jdk=$JAVA_HOME; return; fi
  if on_path=$(command -v java); then
    folder=$(dirname -- "$(dirname -- "$(readlink -f -- "$on_path")")")
    if is_jdk "$folder"; then jdk=$folder; return; fi
  fi
  for folder in /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    if is_jdk "$folder"; then jdk=$folder; return; fi
  done
  printf 'pitr-guard: %s\n' 'requires a JDK 25 or newer and found none (checked JAVA_HOME, PATH and the usual folders).' \
    'Get one from your package manager or adoptium.net, or set JAVA_HOME to it.' >&2
  exit 1
}
