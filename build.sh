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

arguments=("$@")

refuse_with() {
  local code=$1 text=$2 now
  echo "error[$code]: $text" >&2
  # A stream of JSON always has an end.
  if [[ " ${arguments[*]-} " == *" --log=json "* || " ${arguments[*]-} " == *" --log json "* ]]; then
    now="$(date -u +%Y-%m-%dT%H:%M:%S.000Z)"
    text="${text//\\/\\\\}"
    printf '{"event":"error","time":"%s","code":%s,"text":"%s"}\n' "$now" "$code" "${text//\"/\\\"}"
    printf '{"event":"end","time":"%s","code":%s,"seconds":0}\n' "$now" "$code"
  fi
  exit "$code"
}

refuse() {
  refuse_with 69 "$*"
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

compile_launcher() {
  local code=0
  PLUGINRENDER_PREPARES_FOR=$$ dotnet cake build.cake -- :--prepare-only "${arguments[@]/#/:}" || code=$?
  case $code in
    0) touch artifacts/launcher/compiled.stamp ;;
    70 | 130 | 143) exit "$code" ;;
    *) refuse_with 70 "the launcher build.cake could not be compiled or started (see above; dotnet cake ended with $code)." ;;
  esac
}

first_start() {
  mkdir -p artifacts/launcher
  # Two first starts at once would write the same files.
  exec 9> artifacts/launcher/setup.lock
  command -v flock > /dev/null && flock 9
  cake_is_restored || quietly dotnet tool restore ||
    refuse "Cake could not be restored (see above); the package source must serve Cake.Tool."
  launcher_is_compiled || compile_launcher
  exec 9>&-
}

ffmpeg_is_there || install_ffmpeg
command -v dotnet > /dev/null ||
  refuse "the .NET SDK that global.json asks for is missing; see https://dotnet.microsoft.com/download"
cake_is_restored && launcher_is_compiled || first_start
# All words are handed on as they are, behind a colon: Cake would take some for its own. The process that this becomes is the
# one that a render ends with.
export PLUGINRENDER_STARTER=$$
exec dotnet cake build.cake -- "${@/#/:}"
