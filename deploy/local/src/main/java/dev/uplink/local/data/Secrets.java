package dev.uplink.local.data;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.hybrid.HybridConfig;
import com.google.crypto.tink.hybrid.PredefinedHybridParameters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * What nobody may know but the services: made at the first start, kept with the data, because
 * without them nothing that was sealed can be read again.
 *
 * @param webhookSecrets Tink AEAD keyset
 * @param credentialsPrivate Tink hybrid keyset, for the notifier
 * @param credentialsPublic the same without its private part, for ingress
 * @param adminToken the root admin's bearer token
 */
public record Secrets(
    String webhookSecrets, String credentialsPrivate, String credentialsPublic, String adminToken) {

  private static final String WEBHOOK_SECRETS = "webhook-secrets.json";
  private static final String CREDENTIALS = "credentials.json";

  /** The files of both keysets, which are there once secrets were made. */
  public static List<Path> keysets(Path folder) {
    return List.of(folder.resolve(WEBHOOK_SECRETS), folder.resolve(CREDENTIALS));
  }

  /** A configured token is not written down: whoever chose it has it. */
  public static Secrets in(DataFolder data, Optional<String> configuredToken) {
    return in(data.keys(), configuredToken);
  }

  /** The same, with a folder that has nothing else in it. */
  public static Secrets in(Path folder, Optional<String> configuredToken) {
    try {
      AeadConfig.register();
      HybridConfig.register();
      String webhooks =
          kept(folder.resolve(WEBHOOK_SECRETS), () -> keyset(PredefinedAeadParameters.AES256_GCM));
      String credentials =
          kept(
              folder.resolve(CREDENTIALS),
              () -> keyset(PredefinedHybridParameters.HPKE_X25519_HKDF_SHA256_AES_128_GCM));
      String token =
          configuredToken.isPresent()
              ? configuredToken.get()
              : kept(folder.resolve("admin-token"), () -> "uplink_" + password());
      return new Secrets(webhooks, credentials, publicPart(credentials), token);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK lacks an algorithm", e);
    }
  }

  /** A password that is made at the first start and then kept, in a file of that name. */
  public static String password(Path folder, String name) {
    try {
      return kept(folder.resolve(name), Secrets::password);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Hides all of it. */
  @Override
  public String toString() {
    return "Secrets[hidden]";
  }

  private interface Source {
    String make() throws GeneralSecurityException;
  }

  private static String kept(Path file, Source source) throws GeneralSecurityException {
    try {
      if (Files.exists(file)) {
        return Files.readString(file);
      }
      String made = source.make();
      // Written whole or not at all: half a key would lock everything for good.
      Path draft = file.resolveSibling(file.getFileName() + ".new");
      Files.deleteIfExists(draft);
      Files.createFile(
          draft,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(draft, made, StandardOpenOption.WRITE);
      Files.move(draft, file);
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String keyset(Parameters parameters) throws GeneralSecurityException {
    KeysetHandle handle = KeysetHandle.generateNew(parameters, RegistryConfiguration.get());
    return TinkJsonProtoKeysetFormat.serializeKeyset(
        handle, RegistryConfiguration.get(), InsecureSecretKeyAccess.get());
  }

  private static String publicPart(String keyset) throws GeneralSecurityException {
    KeysetHandle handle =
        TinkJsonProtoKeysetFormat.parseKeyset(
            keyset, RegistryConfiguration.get(), InsecureSecretKeyAccess.get());
    return TinkJsonProtoKeysetFormat.serializeKeysetWithoutSecret(
        handle.getPublicKeysetHandle(), RegistryConfiguration.get());
  }

  private static String password() {
    byte[] bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
