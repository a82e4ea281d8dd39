package dev.uplink.schemas.host;

import dev.uplink.schemas.settings.Readers;
import dev.uplink.schemas.settings.Setting;
import dev.uplink.schemas.settings.Settings;
import java.util.List;

/** Which hosts accounts may have us call. Who stores them and who calls them are told the same. */
public final class HostSettings {
  public static final Setting<AllowedHosts> ALLOWED_HOSTS =
      Setting.optional(
          "UPLINK_ALLOWED_HOSTS",
          "API hosts that may be called although they are this machine, its wire or metadata:"
              + " names, *.suffixes, addresses or ranges, separated by commas.",
          AllowedHosts::parse,
          "");

  public static final Setting<Boolean> ALLOW_LOOPBACK_HOSTS =
      Setting.optional(
          "UPLINK_ALLOW_LOOPBACK_HOSTS",
          "Whether API hosts may be on this machine.",
          Readers::flag,
          "false");

  public static final List<Setting<?>> ALL = List.of(ALLOWED_HOSTS, ALLOW_LOOPBACK_HOSTS);

  private HostSettings() {}

  public static HostGuard guard(Settings settings) {
    AllowedHosts allowed = settings.get(ALLOWED_HOSTS);
    return settings.get(ALLOW_LOOPBACK_HOSTS)
        ? HostGuard.allowingLoopback(allowed)
        : HostGuard.allowing(allowed);
  }
}
