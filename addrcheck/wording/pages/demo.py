"""The words of the sample checkout: a tea shop that delivers in China and in Russia."""

from __future__ import annotations

from addrcheck.wording.words import Words

WORDS: Words = {
    "title": ("结算示例", "Пример оформления заказа", "A sample checkout"),
    "intro": (
        "一家虚构的茶叶店，地址栏用的就是可以嵌入网店的组件。随便填，这里什么都不会保存。",
        "Выдуманный чайный магазин с настоящим виджетом в полях адреса. Пишите что угодно: здесь ничего не сохраняется.",
        "A tea shop that does not exist, with the real widget in its address fields. Type what you like: nothing is kept.",
    ),
    "how": ("怎么嵌入自己的网店", "Как поставить такой же", "How to put it into your own shop"),
    "shop": ("山前茶铺", "Чайная у горы", "Foothill Tea"),
    "steps": ("第 2 步，共 3 步：收货信息", "Шаг 2 из 3: доставка", "Step 2 of 3: delivery"),
    "to": ("送到哪里", "Куда доставить", "Deliver to"),
    "cn": ("中国", "Китай", "China"),
    "ru": ("俄罗斯", "Россия", "Russia"),
    "shipping": ("收货地址", "Адрес доставки", "Delivery address"),
    "paste": ("智能识别", "Вставьте всё сразу", "Paste everything at once"),
    "paste_help": (
        "把姓名、电话和地址整段粘贴到这里，自动填入下面各栏。",
        "Имя, телефон и адрес одной строкой: поля ниже заполнятся сами.",
        "Name, phone and address in one go; the fields below fill themselves.",
    ),
    "paste_cn": (
        "例如：张三 13800138000 浙江省杭州市西湖区文三路100号2幢301",
        "Например: 张三 13800138000 浙江省杭州市西湖区文三路100号2幢301",
        "For example: 张三 13800138000 浙江省杭州市西湖区文三路100号2幢301",
    ),
    "paste_ru": (
        "例如：Иван Иванов, +7 912 345-67-89, Казань, ул. Баумана, д. 44, кв. 5",
        "Например: Иван Иванов, +7 912 345-67-89, Казань, ул. Баумана, д. 44, кв. 5",
        "For example: Иван Иванов, +7 912 345-67-89, Казань, ул. Баумана, д. 44, кв. 5",
    ),
    "name": ("收货人", "Имя и фамилия", "Full name"),
    "phone": ("手机号码", "Телефон", "Phone"),
    "region": ("省份", "Регион", "Province or region"),
    "city": ("城市", "Город", "City"),
    "district": ("区县", "Район", "District"),
    "address": ("详细地址", "Улица, дом, квартира", "Street, number, flat"),
    "address_help": (
        "街道、门牌号、楼栋、单元、室号",
        "Улица, номер дома, корпус, подъезд, квартира",
        "Street, house number, building, flat",
    ),
    "street": ("街道", "Улица", "Street"),
    "house": ("门牌号", "Дом, корпус", "House"),
    "room": ("室号", "Квартира", "Flat"),
    "postcode": ("邮编", "Индекс", "Postcode"),
    "optional": ("选填", "необязательно", "optional"),
    "billing": ("发票寄送地址", "Адрес для счёта", "Billing address"),
    "billing_label": ("完整地址", "Адрес одной строкой", "The whole address"),
    "billing_help": (
        "如与收货地址不同，请在此填写。",
        "Заполните, если он отличается от адреса доставки.",
        "Only if it differs from the delivery address.",
    ),
    "order": ("您的订单", "Ваш заказ", "Your order"),
    "tea": ("明前龙井 100 克", "Лунцзин, 100 г", "Longjing tea, 100 g"),
    "cups": ("青瓷茶杯 2 只", "Чашки из селадона, 2 шт.", "Celadon cups, 2 pcs"),
    "delivery": ("快递费", "Доставка", "Delivery"),
    "free": ("免费", "бесплатно", "free"),
    "total": ("合计", "Итого", "Total"),
    "submit": ("提交订单", "Оформить заказ", "Place the order"),
    "clear": ("清空重填", "Очистить", "Clear the form"),
    "received": ("网店收到的内容", "Что получил бы магазин", "What the shop would receive"),
    "received_help": (
        "后四项由组件写入隐藏字段：结论、问题代码、顾客是否坚持原填写、修改前的原文。",
        "Поля с _check_ добавил виджет: итог проверки, коды замечаний, настоял ли покупатель на своём, исходный текст.",
        "The fields with _check_ are the widget's: the outcome, the codes of what it noticed, whether the customer kept his own, the text before changes.",
    ),
    "field": ("字段", "Поле", "Field"),
    "value": ("内容", "Значение", "Value"),
    "empty": ("空", "пусто", "empty"),
}
