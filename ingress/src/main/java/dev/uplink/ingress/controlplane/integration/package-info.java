/** Integrations with Bitbucket, their secrets apart from them. */
@NullMarked
package dev.uplink.ingress.controlplane.integration;

import org.jspecify.annotations.NullMarked;
