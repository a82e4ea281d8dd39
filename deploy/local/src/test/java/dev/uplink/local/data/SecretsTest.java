package dev.uplink.local.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.HybridEncrypt;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import dev.uplink.local.process.StartFailedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
  @TempDir Path folder;
  private DataFolder data;

  @BeforeEach
  void open() {
    data = DataFolder.open(Optional.of(folder));
  }

  @AfterEach
  void close() {
    data.close();
  }

  @Test
  void theSecondStartHasTheKeysOfTheFirst() {
    Secrets first = Secrets.in(data, Optional.empty());

    assertThat(Secrets.in(data, Optional.empty())).isEqualTo(first);
  }

  @Test
  void onlyTheOwnerCanReadThem() throws Exception {
    Secrets.in(data, Optional.empty());

    try (Stream<Path> files = Files.list(folder.resolve("keys"))) {
      assertThat(files)
          .hasSize(3)
          .allSatisfy(
              file ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                      .isEqualTo("rw-------"));
    }
  }

  @Test
  void whatThePublicPartSealsThePrivatePartOpens() throws Exception {
    Secrets secrets = Secrets.in(data, Optional.empty());
    byte[] context = {1};
    byte[] sealed =
        TinkJsonProtoKeysetFormat.parseKeysetWithoutSecret(
                secrets.credentialsPublic(), RegistryConfiguration.get())
            .getPrimitive(RegistryConfiguration.get(), HybridEncrypt.class)
            .encrypt(new byte[] {42}, context);

    assertThat(
            TinkJsonProtoKeysetFormat.parseKeyset(
                    secrets.credentialsPrivate(),
                    RegistryConfiguration.get(),
                    InsecureSecretKeyAccess.get())
                .getPrimitive(RegistryConfiguration.get(), HybridDecrypt.class)
                .decrypt(sealed, context))
        .containsExactly(42);
  }

  @Test
  void aConfiguredTokenIsUsedAndNotWrittenDown() {
    Secrets secrets = Secrets.in(data, Optional.of("a-token-of-my-own"));

    assertThat(secrets.adminToken()).isEqualTo("a-token-of-my-own");
    assertThat(folder.resolve("keys/admin-token")).doesNotExist();
  }

  @Test
  void secretsAreNeverShown() {
    Secrets secrets = Secrets.in(data, Optional.of("a-token-of-my-own"));

    assertThat(secrets.toString()).isEqualTo("Secrets[hidden]");
  }

  @Test
  void aFolderIsUsedByOneLauncherAtATime() {
    assertThatThrownBy(() -> DataFolder.open(Optional.of(folder)))
        .isInstanceOf(StartFailedException.class)
        .hasMessageContaining("Another Uplink uses the data folder " + folder);
  }
}
