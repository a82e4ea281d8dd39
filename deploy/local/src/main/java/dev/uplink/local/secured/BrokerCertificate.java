package dev.uplink.local.secured;

import dev.uplink.local.process.StartFailedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a broker on loopback proves itself with: a key of its own and a certificate that nobody else
 * signed, made anew with each installation by the JDK's keytool. None is ever kept in a repository.
 *
 * @param store PKCS#12, with the key
 * @param password of the store
 * @param authorities the certificate alone, as PEM: what clients are to trust
 */
record BrokerCertificate(Path store, String password, Path authorities) {
  private static final String ALIAS = "broker";
  private static final String PASSWORD = "STORE_PASSWORD";

  /** Takes about a second: keytool is a program. */
  static BrokerCertificate make(Path folder, String password) {
    Path store = folder.resolve("broker.p12");
    Path authorities = folder.resolve("authorities.pem");
    try {
      Files.createDirectories(folder);
      Files.deleteIfExists(store);
    } catch (IOException e) {
      throw new StartFailedException("The broker's certificate cannot be kept: " + e, e);
    }
    keytool(
        store,
        password,
        "-genkeypair -keyalg EC -groupname secp256r1 -validity 30 -dname CN=uplink-kafka"
            + " -ext SAN=ip:127.0.0.1,dns:localhost -storetype PKCS12");
    keytool(store, password, "-exportcert -rfc -file", authorities.toString());
    return new BrokerCertificate(store, password, authorities);
  }

  private static void keytool(Path store, String password, String words, String... more) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(Arrays.asList(words.split(" ", -1)));
    command.addAll(Arrays.asList(more));
    // By its environment: whoever lists processes sees the words of each.
    command.addAll(
        List.of("-alias", ALIAS, "-keystore", store.toString(), "-storepass:env", PASSWORD));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put(PASSWORD, password);
    try {
      Process process = builder.start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new StartFailedException("The broker's certificate could not be made: " + said);
      }
    } catch (IOException e) {
      throw new StartFailedException("keytool cannot be started: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartFailedException("interrupted", e);
    }
  }
}
