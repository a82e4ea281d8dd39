package dev.uplink.notifier.quota;

/**
 * What Bitbucket allows one user.
 *
 * @param cloudPerHour requests in any sixty minutes, unless Cloud says another limit itself
 * @param dataCenterBurst what a full bucket holds
 * @param dataCenterPerSecond how fast it fills
 */
public record QuotaLimits(int cloudPerHour, int dataCenterBurst, int dataCenterPerSecond) {}
