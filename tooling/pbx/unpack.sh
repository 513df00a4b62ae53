#!/usr/bin/env bash
# Unpacks Asterisk and SIPp from Debian's packages into a folder: unpack.sh FOLDER SUITE
# Nothing is installed and no maintainer script runs. The mirror is the one that apt on this machine uses; apt checks
# every index against Debian's keyring and every package against the index.
set -euo pipefail
folder=$1 suite=$2
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
codename=$(. /etc/os-release && echo "$VERSION_CODENAME")
mirror=$(apt-get indextargets --format '$(REPO_URI) $(RELEASE)' 'Created-By: Packages' | awk -v r="$codename" '$2 == r { print $1; exit }')
[ -n "$mirror" ] || { echo "apt has no package source for $codename" >&2; exit 1; }

# An apt of our own, with a state of its own and only this suite.
apt=$folder/apt
mkdir -p "$apt"/etc/apt/{sources.list.d,preferences.d,apt.conf.d,trusted.gpg.d} "$apt"/var/lib/{apt/lists/partial,dpkg} \
	"$apt"/var/cache/apt/archives/partial "$apt"/var/log/apt "$apt"/packages
: >"$apt/var/lib/dpkg/status"
printf 'Types: deb\nURIs: %s\nSuites: %s\nComponents: main\nSigned-By: %s\n' "$mirror" "$suite" "$keyring" \
	>"$apt/etc/apt/sources.list.d/pbx.sources"
{
	printf 'Dir "%s";\nDir::State::status "%s/var/lib/dpkg/status";\n' "$apt" "$apt"
	printf 'APT::Architecture "amd64";\nAPT::Install-Recommends "false";\nAPT::Sandbox::User "root";\n'
	printf 'Acquire::Languages "none";\nAcquire::Retries "3";\n'
	# A mirror that is not refreshed, or a suite that is frozen: the signatures hold all the same.
	printf 'Acquire::Check-Valid-Until "false";\n'
	apt-config dump | grep -E '^Acquire::https?::(Proxy|Timeout)' || true
} >"$apt/apt.conf"
export APT_CONFIG=$apt/apt.conf
apt-get update -qq

# Their dependencies, without what only maintainer scripts and modules that are not loaded need.
unneeded='^(adduser|asterisk-core-sounds.*|debconf|dirmngr|dpkg|gnupg.*|gpg.*|libperl.*|libsnmp.*|passwd|perl.*|tar)$'
names=$(apt-get -s -qq install asterisk sip-tester | awk '/^Inst/ { print $2 }' | grep -vE "$unneeded")
(cd "$apt/packages" && apt-get download -qq $names)

mkdir -p "$folder/root"
for package in "$apt"/packages/*.deb; do
	dpkg-deb --fsys-tarfile "$package" | tar -x -C "$folder/root" --exclude='./usr/share/[!a]*' --exclude='*/systemd*'
done
rm -rf "$apt"
