package dev.uplink.local;

import dev.uplink.local.part.Databases;
import java.net.URI;

/**
 * Where everything is to be found once it runs. All of it is on loopback.
 *
 * @param kafka bootstrap servers
 */
public record Endpoints(Ports ports, String kafka) {
  /** Base of the webhook edge. */
  public URI webhooks() {
    return http(ports.webhook(), "");
  }

  /** Base of the control plane, health and metrics of ingress. */
  public URI api() {
    return http(ports.api(), "");
  }

  /** The registry's Confluent API. */
  public URI registry() {
    return http(ports.registry(), "/apis/ccompat/v7");
  }

  public URI sandbox() {
    return http(ports.sandbox(), "");
  }

  /** What the sandbox serves as Bitbucket Cloud's API. */
  public URI sandboxCloudApi() {
    return http(ports.sandbox(), "/2.0");
  }

  public URI processorManagement() {
    return http(ports.processorManagement(), "");
  }

  public URI notifierManagement() {
    return http(ports.notifierManagement(), "");
  }

  /** JDBC URL of Uplink's database. */
  public String database() {
    return Databases.url(ports.postgres(), Databases.UPLINK);
  }

  private static URI http(int port, String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }
}
