CREATE DATABASE shop;

CREATE TABLE shop.customers (
    id         INT UNSIGNED AUTO_INCREMENT PRIMARY KEY,
    name       VARCHAR(100) NOT NULL,
    email      VARCHAR(200),
    nickname   VARCHAR(50)  DEFAULT 'none yet',
    birthday   DATE,
    balance    DECIMAL(12, 2) NOT NULL DEFAULT 0,
    created_at DATETIME(6)  NOT NULL
);

CREATE TABLE shop.products (
    sku        VARCHAR(20) PRIMARY KEY,
    title      VARCHAR(200) NOT NULL,
    price      DECIMAL(10, 2) NOT NULL,
    weight     DOUBLE,
    barcode    BIGINT UNSIGNED NOT NULL,
    photo      BLOB,
    status     ENUM ('draft', 'on sale', 'sold out') NOT NULL,
    attributes JSON,
    gift       BIT(1) NOT NULL
);

CREATE TABLE shop.orders (
    id          BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY,
    customer_id INT UNSIGNED NOT NULL,
    total       DECIMAL(14, 4) NOT NULL,
    note        TEXT,
    ordered_at  TIMESTAMP(3) NOT NULL,
    ready_in    TIME(3),
    INDEX (customer_id)
);

CREATE TABLE shop.order_lines (
    order_id BIGINT UNSIGNED NOT NULL,
    line_no  SMALLINT NOT NULL,
    sku      VARCHAR(20) NOT NULL,
    quantity INT NOT NULL,
    discount DECIMAL(5, 4),
    PRIMARY KEY (order_id, line_no)
);
