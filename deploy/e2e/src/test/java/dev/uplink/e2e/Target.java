package dev.uplink.e2e;

/** A stack or module: its path in the API, id and slug. */
public record Target(String path, String id, String slug) {}
