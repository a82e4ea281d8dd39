/** What an account has before anybody can ask for it. */
@NullMarked
package dev.uplink.ingress.controlplane.bootstrap;

import org.jspecify.annotations.NullMarked;
