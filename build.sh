#!/usr/bin/env bash
# Installs what the machine lacks, restores Cake and hands all arguments to it. Whatever goes wrong on the way, the last line is
# `error[code]: …` and the code one of the README's.
# What follows is bash, also for `sh build.sh`.
[ -n "${BASH_VERSION:-}" ] || exec bash "$0" "$@"
set +o posix
set -euo pipefail
unset CDPATH BASH_ENV

arguments=("$@")
told=no
fail() {
  local code="$1" text now
  shift
  told=yes text="$*"
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

refuse() { fail 69 "$@"; }

ended() {
  local code=$?
  [[ $code -eq 0 || $told == yes ]] && return
  fail 70 "build.sh ended unexpectedly with $code (see above)."
}
trap ended EXIT
trap 'fail 130 "interrupted; run the same command again."' INT
trap 'fail 143 "terminated; run the same command again."' TERM

# Paths among the arguments are relative to where the user is, not to the repository.
[[ -n "${PLUGINRENDER_INVOCATION_FOLDER:-}" || -d "${PWD:-}" ]] || fail 74 "the current folder does not exist any more; change into one that does."
export PLUGINRENDER_INVOCATION_FOLDER="${PLUGINRENDER_INVOCATION_FOLDER:-$PWD}"
root="$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")"
cd "$root" || fail 74 "$root cannot be entered."
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
# The SDK's own programs want ICU otherwise, which minimal systems lack; nothing here needs it.
export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT="${DOTNET_SYSTEM_GLOBALIZATION_INVARIANT:-1}"

# FFmpeg 5.1, the major versions that the bindings are made for.
ffmpeg_libraries=(libavcodec.so.59 libavformat.so.59 libavutil.so.57 libswscale.so.6)
ffmpeg_packages=(libavcodec59 libavformat59 libavutil57 libswscale6)
# Some pictures need them: JPEGs that libavcodec does not decode, and color profiles.
picture_libraries=(libturbojpeg.so.0 liblcms2.so.2)
picture_packages=(libturbojpeg0 liblcms2-2)

# Whether the loader finds all the libraries that are named.
are_there() {
  local cache library folder found folders=()
  cache="$(PATH="$PATH:/sbin:/usr/sbin" ldconfig -p 2> /dev/null || true)"
  IFS=: read -r -a folders <<< "${LD_LIBRARY_PATH:-}"
  for library in "$@"; do
    found=no
    [[ "$cache" == *"$library "* ]] && found=yes
    for folder in "${folders[@]}"; do
      [[ -e "$folder/$library" ]] && found=yes
    done
    [[ $found == yes ]] || return 1
  done
}

# Shows what a command prints only if it fails; it stays in $output.
quietly() {
  output="$("$@" 2>&1)" || { echo "$output" >&2; return 1; }
}

install_ffmpeg() {
  local wanted="FFmpeg 5.1's shared libraries (${ffmpeg_libraries[*]}; Debian's packages: ${ffmpeg_packages[*]})" reason
  reason="$(bash build/packages.sh "${ffmpeg_packages[@]}" "${picture_packages[@]}")" || refuse "$wanted are missing, and ${reason:-they could not be installed}; install them as root and start again."
  are_there "${ffmpeg_libraries[@]}" || refuse "$wanted were installed, but the loader does not find them; try ldconfig."
}

# Renders without such pictures go on without them, so this is tried once and --target=Doctor tells the rest.
install_picture_libraries() {
  are_there "${picture_libraries[@]}" || bash build/packages.sh "${picture_packages[@]}" > /dev/null 2>&1 || true
}

# What global.json asks for. A look into dotnet's folder is faster than asking it.
sdk_is_there() {
  local dotnet
  dotnet="$(readlink -f "$(command -v dotnet)")" || return 1
  [[ "$(< global.json)" =~ \"version\":\ *\"([0-9]+)\. ]] && compgen -G "${dotnet%/*}/sdk/${BASH_REMATCH[1]}.*" > /dev/null ||
    quietly dotnet --version
}

# Whether dotnet can keep something there.
is_a_home() { [[ "$1" == /* && -d "$1" ]] && { [[ -d "$1/.dotnet" && -w "$1/.dotnet" ]] || mkdir "$1/.dotnet" 2> /dev/null; }; }

# Where dotnet and NuGet keep what they restore: the user's home, or a folder in its place where there is none to write to.
choose_home() {
  home="${DOTNET_CLI_HOME:-${HOME:-}}"
  is_a_home "$home" && return
  home="$(getent passwd "$EUID" 2> /dev/null | cut -d: -f6)" || home=
  if ! is_a_home "$home"; then
    home="$root/artifacts/home"
    mkdir -p "$home" 2> /dev/null && is_a_home "$home" ||
      fail 74 "neither HOME nor $home can be written, and dotnet needs a folder for its packages; set HOME to one."
  fi
  export DOTNET_CLI_HOME="$home" NUGET_PACKAGES="${NUGET_PACKAGES:-$home/.nuget/packages}"
}

cake_is_restored() {
  [[ "$(< .config/dotnet-tools.json)" =~ \"version\":\ *\"([0-9.]{3,})\" && -d "${NUGET_PACKAGES:-$home/.nuget/packages}/cake.tool/${BASH_REMATCH[1]}" &&
     -e "$home/.dotnet/toolResolverCache/1/cake.tool" ]]
}

# Cake compiles the launcher when it has changed; compiled.stamp is when that was last seen to.
launcher_is_compiled() {
  [[ -d artifacts/cake/cache && artifacts/launcher/compiled.stamp -nt build.cake ]]
}

first_start() {
  local code=0
  [[ -d "${TMPDIR:-/tmp}" && -w "${TMPDIR:-/tmp}" ]] || fail 74 "the folder for temporary files, ${TMPDIR:-/tmp}, cannot be written; set TMPDIR to one that can."
  quietly mkdir -p artifacts/launcher || fail 74 "$root/artifacts/launcher cannot be made (see above)."
  # Two first starts at once would write the same files.
  if command -v flock > /dev/null && : 2> /dev/null >> artifacts/launcher/setup.lock; then
    exec 9>> artifacts/launcher/setup.lock
    flock 9 2> /dev/null || true
  fi
  cake_is_restored || quietly dotnet tool restore || {
    [[ "$output" != *"No space left on device"* ]] || fail 74 "Cake could not be restored: no space left on the disk (see above)."
    refuse "Cake could not be restored (see above); the package source must serve Cake.Tool."
  }
  install_picture_libraries
  if ! launcher_is_compiled; then
    PLUGINRENDER_PREPARES_FOR=$$ dotnet cake build.cake -- :--prepare-only "${arguments[@]/#/:}" || code=$?
    case $code in
      0) : 2> /dev/null > artifacts/launcher/compiled.stamp || fail 74 "$root/artifacts/launcher cannot be written: permissions, or a full disk." ;;
      2 | 65 | 69 | 70 | 74 | 75 | 130 | 143) told=yes; exit $code ;;
      *) fail 70 "the build could not be prepared: Cake ended with $code (see above)." ;;
    esac
  fi
  exec 9>&-
}

# Whether this user may build here.
is_ours() {
  local path
  for path in artifacts artifacts/bin artifacts/launcher artifacts/launcher/setup.lock artifacts/launcher/build.lock; do
    [[ ! -e $path || -w $path ]] || return 1
  done
  [[ -e artifacts || -w . ]]
}

# An installation of somebody else's, or read-only: it is used as it was built, and nothing is restored, compiled or locked.
use_as_it_is() {
  local assembly=artifacts/bin/PluginRender.Build/release/PluginRender.Build.dll stamp=artifacts/launcher/inputs.sha256 newer
  [[ -r $assembly && -r $stamp ]] ||
    fail 74 "$root is not built, and this user cannot write there; whoever owns it runs ./build.sh --target=Doctor there once."
  newer="$(find build engine plugins tools/stand-ins -name tests -prune -o -name template -prune -o -type f -newer $stamp -print -quit)"
  [[ -z $newer ]] ||
    fail 74 "$root/$newer is newer than what was built of it, and this user cannot write there; whoever owns it runs ./build.sh --target=Doctor there once."
  exec dotnet exec "$root/$assembly" "$@"
}

are_there "${ffmpeg_libraries[@]}" || install_ffmpeg
command -v dotnet > /dev/null ||
  refuse "the .NET SDK that global.json asks for is missing; see https://dotnet.microsoft.com/download"
is_ours || use_as_it_is "$@"
sdk_is_there ||
  refuse "the .NET SDK that global.json asks for is missing, and another one is there (see above); see https://dotnet.microsoft.com/download"
choose_home
cake_is_restored && launcher_is_compiled || first_start
# All words are handed on as they are, behind a colon: Cake would take some for its own. The process that this becomes is the
# one that a render ends with.
export PLUGINRENDER_STARTER=$$
exec dotnet cake build.cake -- "${@/#/:}"
