package dev.uplink.ingress.controlplane.delivery.projection;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values of a statement, one after the other. */
public final class Values {
  private final PreparedStatement statement;
  private int place;

  public Values(PreparedStatement statement) {
    this.statement = statement;
  }

  public Values text(@Nullable String value) throws SQLException {
    statement.setString(++place, value);
    return this;
  }

  public Values number(@Nullable Integer value) throws SQLException {
    statement.setObject(++place, value, Types.INTEGER);
    return this;
  }

  public Values longNumber(@Nullable Long value) throws SQLException {
    statement.setObject(++place, value, Types.BIGINT);
    return this;
  }

  public Values time(Instant value) throws SQLException {
    statement.setObject(++place, value.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE);
    return this;
  }

  public Values flag(boolean value) throws SQLException {
    statement.setBoolean(++place, value);
    return this;
  }

  public Values array(String type, List<?> values) throws SQLException {
    statement.setArray(++place, statement.getConnection().createArrayOf(type, values.toArray()));
    return this;
  }
}
