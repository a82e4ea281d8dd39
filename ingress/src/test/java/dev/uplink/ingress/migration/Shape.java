package dev.uplink.ingress.migration;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a program relies on in a database: columns, what may be written to them, and permissions.
 *
 * @param columns by {@code table.column}
 * @param demands unique indexes, checks and references, by name
 * @param grants {@code role privilege table.column}
 */
record Shape(Map<String, Column> columns, Map<String, Demand> demands, Set<String> grants) {
  /**
   * Of a table.
   *
   * @param mayBeLeftOut null is taken, or there is a default
   */
  record Column(String type, boolean mayBeNull, boolean mayBeLeftOut) {}

  /**
   * What rows have to fulfil.
   *
   * @param of the columns, as {@code table.column}
   */
  record Demand(String text, Set<String> of) {}

  private static final String OURS =
      "table_schema = 'public' AND table_name <> 'flyway_schema_history'";

  static Shape of(Connection database) throws SQLException {
    Map<String, Column> columns = new TreeMap<>();
    read(
        database,
        "SELECT table_name || '.' || column_name, udt_name, is_nullable = 'YES',"
            + " is_nullable = 'YES' OR column_default IS NOT NULL OR is_identity = 'YES'"
            + " FROM information_schema.columns WHERE "
            + OURS,
        row ->
            columns.put(
                row.getString(1),
                new Column(row.getString(2), row.getBoolean(3), row.getBoolean(4))));
    Map<String, Demand> demands = new TreeMap<>();
    read(
        database,
        "SELECT conname, pg_get_constraintdef(c.oid), conrelid::regclass::text, attname"
            + " FROM pg_constraint c JOIN pg_attribute a ON attrelid = conrelid AND attnum ="
            + " ANY(conkey) WHERE contype IN ('c', 'f') AND connamespace = 'public'::regnamespace",
        row -> note(demands, row));
    read(
        database,
        "SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid),"
            + " i.indrelid::regclass::text, attname FROM pg_index i JOIN pg_class t ON t.oid ="
            + " i.indrelid AND t.relnamespace = 'public'::regnamespace JOIN pg_attribute a ON"
            + " attrelid = i.indrelid AND attnum = ANY(i.indkey) WHERE i.indisunique",
        row -> note(demands, row));
    Set<String> grants = new TreeSet<>();
    read(
        database,
        "SELECT grantee || ' ' || privilege_type || ' ' || table_name || '.' || column_name"
            + " FROM information_schema.column_privileges WHERE grantee LIKE 'uplink%' AND "
            + OURS
            + " UNION SELECT grantee || ' ' || privilege_type || ' ' || table_name"
            + " FROM information_schema.table_privileges WHERE grantee LIKE 'uplink%' AND "
            + OURS,
        row -> grants.add(row.getString(1)));
    return new Shape(columns, demands, grants);
  }

  /** What a program that was written for this one cannot do any more in the next one. */
  List<String> brokenBy(Shape next) {
    List<String> broken = new ArrayList<>();
    columns.forEach(
        (name, column) -> {
          Column then = next.columns.get(name);
          if (then == null) {
            broken.add(name + " is gone");
          } else if (!then.type().equals(column.type())) {
            broken.add(name + " was " + column.type() + ", is " + then.type());
          } else if (column.mayBeNull() && !then.mayBeNull()) {
            broken.add(name + " may not be null any more");
          } else if (column.mayBeLeftOut() && !then.mayBeLeftOut()) {
            broken.add(name + " has lost its default");
          }
        });
    next.columns.forEach(
        (name, column) -> {
          if (!columns.containsKey(name) && has(table(name)) && !column.mayBeLeftOut()) {
            broken.add(name + " is new and has to be written");
          }
        });
    next.demands.forEach(
        (name, demand) -> {
          if (!demand.equals(demands.get(name)) && columns.keySet().containsAll(demand.of())) {
            broken.add(name + " is demanded of rows now");
          }
        });
    grants.stream()
        .filter(grant -> !next.grants.contains(grant))
        .forEach(grant -> broken.add(grant + " is not granted any more"));
    return broken;
  }

  private boolean has(String table) {
    return columns.keySet().stream().anyMatch(name -> table(name).equals(table));
  }

  private static String table(String column) {
    return column.substring(0, column.indexOf('.'));
  }

  private static void note(Map<String, Demand> demands, ResultSet row) throws SQLException {
    demands
        .computeIfAbsent(row.getString(1), name -> new Demand(text(row), new TreeSet<>()))
        .of()
        .add(row.getString(3) + "." + row.getString(4));
  }

  private static String text(ResultSet row) {
    try {
      return row.getString(2);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @FunctionalInterface
  private interface Row {
    void read(ResultSet row) throws SQLException;
  }

  private static void read(Connection database, String query, Row each) throws SQLException {
    try (Statement statement = database.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        each.read(rows);
      }
    }
  }
}
