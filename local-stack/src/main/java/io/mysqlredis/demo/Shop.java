package io.mysqlredis.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Pattern;

/** The sample database: some thousand rows, with the values that copies like to get wrong. */
final class Shop {

    static final String DATABASE = "shop";

    private static final int CUSTOMERS = 1_000;
    private static final int PRODUCTS = 500;
    private static final int ORDERS = 1_500;
    private static final int LINES_PER_ORDER = 2;

    private static final String[] NAMES = {
        "Ada", "Bj\u00f6rk", "O'Brien", "\u5f20\u4f1f", "Zo\u00eb \ud83d\ude80", "\ud83d\udc69\u200d\ud83d\udcbb Lin"
    };
    private static final String[] STATUSES = {"draft", "on sale", "sold out"};
    private static final BigInteger TWO_TO_63 = BigInteger.ONE.shiftLeft(63);

    private final Connection mysql;
    // Seeded, so that every run has the same rows.
    private final Random random = new Random(7);

    private Shop(Connection mysql) {
        this.mysql = mysql;
    }

    /** Creates the tables and their rows, one transaction a table. */
    static void create(Connection mysql) throws SQLException {
        try (Statement statement = mysql.createStatement()) {
            for (String sql : statements()) {
                statement.execute(sql);
            }
        }
        Shop shop = new Shop(mysql);
        mysql.setAutoCommit(false);
        shop.customers();
        shop.products();
        shop.orders();
        shop.orderLines();
        mysql.setAutoCommit(true);
    }

    private static List<String> statements() {
        try (InputStream sql = Objects.requireNonNull(Shop.class.getResourceAsStream("shop.sql"))) {
            String all = new String(sql.readAllBytes(), StandardCharsets.UTF_8).strip();
            return Pattern.compile(";\\s*").splitAsStream(all).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void customers() throws SQLException {
        insert("customers (name, email, nickname, birthday, balance, created_at)", CUSTOMERS, (row, i) -> {
            row.setString(1, NAMES[i % NAMES.length] + " " + i);
            row.setString(2, i % 5 == 0 ? null : "customer" + i + "@example.com");
            // NULL in a column that has a default: the two must not be mixed up.
            row.setString(3, i % 3 == 0 ? null : "nick" + i);
            row.setString(4, i % 7 == 0 ? null : "%d-%02d-%02d".formatted(1930 + i % 90, 1 + i % 12, 1 + i % 28));
            row.setBigDecimal(5, BigDecimal.valueOf(random.nextInt(20_000_000) - 10_000_000, 2));
            row.setString(6, "2024-02-29 12:34:56.%06d".formatted(random.nextInt(1_000_000)));
        });
    }

    private void products() throws SQLException {
        String columns = "products (sku, title, price, weight, barcode, photo, status, attributes, gift)";
        insert(columns, PRODUCTS, (row, i) -> {
            row.setString(1, sku(i));
            row.setString(2, "Product " + i + (i % 4 == 0 ? " \ud83c\udf81" : ""));
            row.setBigDecimal(3, BigDecimal.valueOf(random.nextInt(100_000), 2));
            row.setObject(4, i % 6 == 0 ? null : random.nextDouble() * 100);
            row.setBigDecimal(5, new BigDecimal(TWO_TO_63.add(BigInteger.valueOf(random.nextLong() >>> 1))));
            row.setBytes(6, i % 10 == 0 ? null : photo());
            row.setString(7, STATUSES[i % STATUSES.length]);
            row.setString(
                    8, i % 8 == 0 ? null : "{\"colour\": \"gr\u00fcn\", \"sizes\": [1, 2.5, null], \"no\": " + i + "}");
            row.setBoolean(9, i % 4 == 0);
        });
    }

    private void orders() throws SQLException {
        insert("orders (customer_id, total, note, ordered_at, ready_in)", ORDERS, (row, i) -> {
            row.setInt(1, 1 + random.nextInt(CUSTOMERS));
            row.setBigDecimal(2, BigDecimal.valueOf(random.nextInt(100_000_000), 4));
            row.setString(3, i % 4 == 0 ? null : i % 9 == 0 ? "" : "Please ring twice \ud83d\udd14");
            row.setString(4, "2025-06-%02d 0%d:00:00.%03d".formatted(1 + i % 30, i % 10, i % 1000));
            row.setString(5, i % 3 == 0 ? null : "%d:15:30.5".formatted(i % 800));
        });
    }

    private void orderLines() throws SQLException {
        String columns = "order_lines (order_id, line_no, sku, quantity, discount)";
        insert(columns, ORDERS * LINES_PER_ORDER, (row, i) -> {
            row.setInt(1, 1 + i / LINES_PER_ORDER);
            row.setInt(2, 1 + i % LINES_PER_ORDER);
            row.setString(3, sku(random.nextInt(PRODUCTS)));
            row.setInt(4, 1 + random.nextInt(9));
            row.setBigDecimal(5, i % 2 == 0 ? null : BigDecimal.valueOf(random.nextInt(10_000), 4));
        });
    }

    private byte[] photo() {
        byte[] photo = new byte[16 + random.nextInt(200)];
        random.nextBytes(photo);
        return photo;
    }

    private static String sku(int product) {
        return "SKU-%04d".formatted(product);
    }

    private interface Filler {

        void fill(PreparedStatement row, int index) throws SQLException;
    }

    private void insert(String tableAndColumns, int rows, Filler filler) throws SQLException {
        int columns = 1 + (int) tableAndColumns.chars().filter(c -> c == ',').count();
        String sql = "INSERT INTO shop." + tableAndColumns + " VALUES (?" + ", ?".repeat(columns - 1) + ")";
        try (PreparedStatement statement = mysql.prepareStatement(sql)) {
            for (int i = 0; i < rows; i++) {
                filler.fill(statement, i);
                statement.addBatch();
            }
            statement.executeBatch();
        }
        mysql.commit();
    }
}
