import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;

/** Runs SQL statements, one an argument, in a DuckDB of this process. */
final class Duck {
  private Duck() {}

  public static void main(String[] statements) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
