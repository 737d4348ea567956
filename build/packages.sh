#!/usr/bin/env bash
# Installs Debian packages, with sudo where that takes no question: packages.sh PACKAGE...
# Ends with 0 when they are installed; otherwise with 69, and standard output has the reason, one line.
set -uo pipefail

cannot() {
  echo "$*"
  exit 69
}

# Shows what a command prints only if it fails.
quietly() {
  local output
  output="$("$@" 2>&1)" || { echo "$output" >&2; return 1; }
}

[[ "${PLUGINRENDER_INSTALL:-yes}" != no ]] || cannot "PLUGINRENDER_INSTALL=no forbids to install them"
command -v apt-get > /dev/null || cannot "there is no apt-get here to install them"
as_root=()
if [[ $EUID -ne 0 ]]; then
  command -v sudo > /dev/null || cannot "installing them needs root, and there is no sudo"
  # Without a terminal nobody can type a password.
  [[ -t 0 ]] || sudo -n true 2> /dev/null || cannot "installing them needs root, and sudo asks for a password"
  as_root=(sudo)
fi

echo "[setup] installing $*" >&2
install=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends -o DPkg::Lock::Timeout=300 "$@")
# The package lists may be missing or old.
"${install[@]}" > /dev/null 2>&1 < /dev/null || { quietly "${as_root[@]}" apt-get update -q && quietly "${install[@]}"; } ||
  cannot "apt-get could not install them (see above)"
