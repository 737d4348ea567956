#!/usr/bin/env bash
# Installs what the machine lacks, restores Cake and hands all arguments to it.
set -euo pipefail

# Paths among the arguments are relative to where the user is, not to the repository.
export PLUGINRENDER_INVOCATION_FOLDER="${PLUGINRENDER_INVOCATION_FOLDER:-$PWD}"
cd "$(dirname "${BASH_SOURCE[0]}")"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

# FFmpeg 5.1, the major versions that the bindings are made for.
ffmpeg_libraries=(libavcodec.so.59 libavformat.so.59 libavutil.so.57 libswscale.so.6)
ffmpeg_packages=(libavcodec59 libavformat59 libavutil57 libswscale6)

refuse() {
  echo "error[69]: $*" >&2
  exit 69
}

ffmpeg_is_there() {
  local cache library folder found
  cache="$(PATH="$PATH:/sbin:/usr/sbin" ldconfig -p 2>/dev/null || true)"
  for library in "${ffmpeg_libraries[@]}"; do
    found=no
    [[ "$cache" == *"$library "* ]] && found=yes
    for folder in ${LD_LIBRARY_PATH:+${LD_LIBRARY_PATH//:/ }}; do
      [[ -e "$folder/$library" ]] && found=yes
    done
    [[ $found == yes ]] || return 1
  done
}

# Shows what a command prints only if it fails.
quietly() {
  local output
  output="$("$@" 2>&1)" || { echo "$output" >&2; return 1; }
}

install_ffmpeg() {
  local wanted="FFmpeg 5.1's shared libraries (${ffmpeg_libraries[*]}; Debian's packages: ${ffmpeg_packages[*]})"
  command -v apt-get > /dev/null || refuse "$wanted are missing and there is no apt-get; install them and start again."
  local as_root=()
  if [[ $EUID -ne 0 ]]; then
    command -v sudo > /dev/null || refuse "$wanted are missing; install them as root and start again."
    as_root=(sudo)
  fi
  echo "[setup] installing ${ffmpeg_packages[*]}" >&2
  local install=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${ffmpeg_packages[@]}")
  # The package lists may be missing or old.
  "${install[@]}" > /dev/null 2>&1 || { quietly "${as_root[@]}" apt-get update -q && quietly "${install[@]}"; } ||
    refuse "$wanted could not be installed (see above)."
  ffmpeg_is_there || refuse "$wanted were installed, but the loader does not find them; try ldconfig."
}

cake_is_restored() {
  local version
  version="$(sed -n 's/.*"version": "\([0-9.]\{3,\}\)".*/\1/p' .config/dotnet-tools.json)"
  [[ -d "${NUGET_PACKAGES:-$HOME/.nuget/packages}/cake.tool/$version" &&
     -e "${DOTNET_CLI_HOME:-$HOME}/.dotnet/toolResolverCache/1/cake.tool" ]]
}

# Cake compiles the launcher when it has changed; compiled.stamp is when that was last seen to.
launcher_is_compiled() {
  [[ -d artifacts/cake/cache && artifacts/launcher/compiled.stamp -nt build.cake ]]
}

first_start() {
  mkdir -p artifacts/launcher
  # Two first starts at once would write the same files.
  exec 9> artifacts/launcher/setup.lock
  command -v flock > /dev/null && flock 9
  cake_is_restored || quietly dotnet tool restore ||
    refuse "Cake could not be restored (see above); the package source must serve Cake.Tool."
  launcher_is_compiled || { dotnet cake --prepare-only && touch artifacts/launcher/compiled.stamp; }
  exec 9>&-
}

ffmpeg_is_there || install_ffmpeg
command -v dotnet > /dev/null ||
  refuse "the .NET SDK that global.json asks for is missing; see https://dotnet.microsoft.com/download"
cake_is_restored && launcher_is_compiled || first_start
exec dotnet cake "$@"
